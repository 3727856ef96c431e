/** Plain pages of the administrator's socket. */
import { request } from 'node:http';

/** The body of `GET path`. @throws Error unless the status is 200. */
export function adminText(socketPath: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, path, agent: false }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      if (response.statusCode === 200) resolve(text);
      else reject(new Error(`${path}: ${response.statusCode}`));
    });
    sent.once('error', reject);
    sent.end();
  });
}
