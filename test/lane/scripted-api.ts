import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the service answers to one request of the session. */
export interface ApiStep {
  readonly text?: string;
  readonly tools?: readonly { readonly name: string; readonly input: object }[];
  /** Milliseconds before it answers. */
  readonly wait?: number;
  /** Milliseconds between the two halves of the text. */
  readonly pause?: number;
  /** An answer other than 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** The connection breaks in the middle of the text. */
  readonly breaks?: boolean;
}

/** A refusal, since the account's limit for five hours is reached; it ends at `reset`, in seconds since 1970. */
export function usageLimit(reset: number): ApiStep {
  return {
    status: 429,
    message: 'limit',
    headers: {
      'x-should-retry': 'false',
      'anthropic-ratelimit-unified-status': 'rejected',
      'anthropic-ratelimit-unified-reset': String(reset),
      'anthropic-ratelimit-unified-representative-claim': 'five_hour',
    },
  };
}

export interface ApiRequest {
  /** What a person wrote last in the conversation. */
  readonly prompt: string;
  /** All that a person wrote in the conversation, oldest first. */
  readonly before: readonly string[];
  /** What the session is told to be. */
  readonly system: string;
  /** Results of tools in the last message, as text. */
  readonly toolResults: readonly string[];
}

/** A service on 127.0.0.1 that answers as the Messages API does, by a script. */
export interface ScriptedApi {
  readonly url: string;
  /** Puts answers into the queue; with an empty queue it says what it got. */
  readonly answer: (...steps: readonly ApiStep[]) => void;
  /** What it answers with an empty queue; null: what it got. */
  readonly always: (step: ApiStep | null) => void;
  readonly requests: readonly ApiRequest[];
  readonly close: () => Promise<void>;
}

interface Block {
  readonly type: string;
  readonly text?: string;
  readonly content?: unknown;
}
interface Body {
  readonly model: string;
  readonly stream?: boolean;
  readonly system?: string | readonly Block[];
  readonly tools?: readonly unknown[];
  readonly messages: readonly { readonly role: string; readonly content: string | readonly Block[] }[];
}

const blocksOf = (content: string | readonly Block[]): readonly Block[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : content;
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Messages of a person; the program puts blocks of its own around them. */
function promptsOf({ messages }: Body): readonly string[] {
  return messages
    .filter(({ role }) => role === 'user')
    .map(({ content }) =>
      blocksOf(content)
        .flatMap(({ type, text = '' }) =>
          type === 'text' && !/^\s*<system-reminder>/.test(text) ? [text] : [],
        )
        .join('\n'),
    )
    .filter((text) => text !== '');
}

function toolResultsOf({ messages }: Body): readonly string[] {
  const last = messages.at(-1);
  return blocksOf(last?.content ?? []).flatMap(({ type, content }) =>
    type === 'tool_result' ? [typeof content === 'string' ? content : JSON.stringify(content)] : [],
  );
}

export async function scriptedApi(): Promise<ScriptedApi> {
  const queue: ApiStep[] = [];
  const requests: ApiRequest[] = [];
  let usual: ApiStep | null = null;
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (body === null || !request.url?.startsWith('/v1/messages'))
      return void response.writeHead(200).end('{}');
    // Questions on the side, such as one for a title, have no tools.
    const main = (body.tools?.length ?? 0) > 0;
    if (!main) return void (await respond(body, response, { text: 'aside' }));
    const system = blocksOf(body.system ?? '')
      .map(({ text = '' }) => text)
      .join('\n');
    const before = promptsOf(body);
    const got = { prompt: before.at(-1) ?? '', before, system, toolResults: toolResultsOf(body) };
    requests.push(got);
    await respond(body, response, queue.shift() ?? usual ?? { text: `Got ${got.prompt.length} characters.` });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (...steps) => void queue.push(...steps),
    always: (step) => {
      usual = step;
    },
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Body | null> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function respond(body: Body, response: ServerResponse, step: ApiStep): Promise<void> {
  if (step.wait !== undefined) await pause(step.wait);
  if (step.status !== undefined) {
    const error = { type: 'error', error: { type: 'scripted_error', message: step.message ?? 'scripted' } };
    response.writeHead(step.status, { 'content-type': 'application/json', ...step.headers });
    return void response.end(JSON.stringify(error));
  }
  const blocks = [
    ...(step.text === undefined ? [] : [{ type: 'text', text: step.text }]),
    ...(step.tools ?? []).map((tool, index) => ({
      type: 'tool_use',
      id: `toolu_${requestId()}${index}`,
      ...tool,
    })),
  ];
  const reason = step.tools === undefined ? 'end_turn' : 'tool_use';
  const message = {
    id: `msg_${requestId()}`,
    type: 'message',
    role: 'assistant',
    model: body.model,
    stop_sequence: null,
    usage: { input_tokens: 10, output_tokens: 5, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 },
  };
  if (body.stream !== true) {
    response.writeHead(200, { 'content-type': 'application/json' });
    return void response.end(JSON.stringify({ ...message, content: blocks, stop_reason: reason }));
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const say = (type: string, data: object): void =>
    void response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  say('message_start', { message: { ...message, content: [], stop_reason: null } });
  for (const [index, block] of blocks.entries()) {
    const isText = 'text' in block;
    const start = isText ? { type: 'text', text: '' } : { ...block, input: {} };
    say('content_block_start', { index, content_block: start });
    if (isText) {
      const half = block.text.length >> 1;
      say('content_block_delta', { index, delta: { type: 'text_delta', text: block.text.slice(0, half) } });
      if (step.pause !== undefined) await pause(step.pause);
      if (step.breaks === true) return void response.destroy();
      say('content_block_delta', { index, delta: { type: 'text_delta', text: block.text.slice(half) } });
    } else {
      const json = JSON.stringify((block as { readonly input?: object }).input ?? {});
      say('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json: json } });
    }
    say('content_block_stop', { index });
  }
  say('message_delta', { delta: { stop_reason: reason, stop_sequence: null }, usage: { output_tokens: 5 } });
  say('message_stop', {});
  response.end();
}

function requestId(): string {
  return Math.random().toString(36).slice(2, 12);
}
