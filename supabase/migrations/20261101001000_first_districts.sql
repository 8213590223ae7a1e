-- The first two districts. Outlines are drawn by hand around the quarters, for maps and for checking places;
-- they are not official boundaries. Population: rounded public figures (Halle-Neustadt 47,270 in March 2024,
-- Neustädter Feld 9,478 at the end of 2021).

insert into public.districts
	(id, name, city, population, latitude, longitude, zoom, position, west, south, east, north, outline)
values
	(
		'halle-neustadt', 'Halle-Neustadt', 'Halle (Saale)', 47000, 51.48, 11.92, 14, 0,
		11.8858, 51.4659, 11.9441, 51.4952,
		'[[11.8862,51.4842],[11.8935,51.4878],[11.9018,51.4886],[11.9061,51.4921],[11.9135,51.4946],[11.9232,51.4952],[11.9318,51.4919],[11.9386,51.4868],[11.9441,51.4818],[11.9416,51.4762],[11.9372,51.4712],[11.9294,51.4688],[11.9205,51.4668],[11.9112,51.4659],[11.9021,51.4671],[11.8946,51.4703],[11.8884,51.4748],[11.8858,51.4795],[11.8862,51.4842]]'
	),
	(
		'neustaedter-feld', 'Neustädter Feld', 'Magdeburg', 9400, 52.16, 11.605, 15, 1,
		11.5893, 52.1504, 11.6216, 52.1716,
		'[[11.5893,52.1598],[11.5921,52.1662],[11.5978,52.1698],[11.6052,52.1712],[11.6121,52.1716],[11.6169,52.1692],[11.6192,52.1648],[11.6207,52.1602],[11.6216,52.1556],[11.6211,52.1513],[11.6142,52.1504],[11.6073,52.1511],[11.6009,52.1529],[11.5951,52.1554],[11.5893,52.1598]]'
	)
on conflict (id) do nothing;
