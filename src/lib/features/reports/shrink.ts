/** Longest side in pixels that leaves the phone; the server makes its sizes from this. */
const LONGEST = 1600;

/**
 * Makes a photo small before it travels over a slow line. What the browser cannot read (HEIC on most
 * phones, or no photo at all) is sent as it is: the server knows more formats, and says what is wrong.
 */
export async function shrinkPhoto(file: File): Promise<File> {
	try {
		const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
		const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
		const canvas = document.createElement('canvas');
		canvas.width = Math.round(picture.width * scale);
		canvas.height = Math.round(picture.height * scale);
		canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
		picture.close();
		const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.82));
		return blob && blob.size < file.size
			? new File([blob], 'photo.jpg', { type: 'image/jpeg' })
			: file;
	} catch {
		return file;
	}
}
