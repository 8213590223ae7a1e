// A bare Node HTTP server: the yardstick of load.ts.
import { createServer } from 'node:http';

const body = Buffer.from(process.env.BARE_BODY ?? '', 'base64');
const headers = JSON.parse(process.env.BARE_HEADERS ?? '{}') as Record<string, string>;
createServer((_request, response) => {
	response.writeHead(200, { ...headers, 'content-length': body.length });
	response.end(body);
}).listen(Number(process.argv[2]), '127.0.0.1');
