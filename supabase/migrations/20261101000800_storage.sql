-- The bucket for photos. Private and without policies: only the server stores and fetches,
-- after it has asked the attachments table, as the reader, whether the photo may be seen.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('photos', 'photos', false, 5242880, '{image/webp}')
on conflict (id) do nothing;
