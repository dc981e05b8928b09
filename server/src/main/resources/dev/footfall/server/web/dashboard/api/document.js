/** The server's OpenAPI document, as the page about the API needs it: references followed, calls in groups. */
import { call } from '../query/api.js';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'];

/** What a browser sets by itself, or must not. */
const OWN_HEADERS = ['Content-Encoding', 'If-None-Match'];

/** They take a body and change nothing. */
const ASKING = ['query', 'explain', 'anomalies', 'previewSettings'];

const SIGN_UP = 'operator, or sign-up';

/** [{ name, about, calls }], in the document's order. */
export async function load() {
  const document = await call('/api/openapi.json');
  const groups = document.tags.map(({ name, description }) => ({ name, about: description, calls: [] }));
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = methods[method];
      if (operation) groups.find(({ name }) => name === operation.tags[0]).calls.push(described(document, path, method.toUpperCase(), operation));
    }
  }
  return groups;
}

function described(document, path, method, operation) {
  const find = (node) => followed(document, node);
  const { operationId: id, summary, description, deprecated, 'x-needs': needs } = operation;
  const content = find(operation.requestBody)?.content?.['application/json'];
  return {
    id, path, method, summary, description, deprecated, needs,
    changes: (!['GET', 'HEAD'].includes(method) && !ASKING.includes(id)) || needs === SIGN_UP,
    parameters: (operation.parameters ?? []).map(find).filter(({ name }) => !OWN_HEADERS.includes(name)).map((each) => parameter(each, find)),
    file: Boolean(operation.requestBody && !content),
    body: content ? { examples: examples(content), fields: fields(find, content.schema, 0) } : null,
    answers: Object.entries(operation.responses).map(([status, each]) => ({ status, about: find(each).description })),
  };
}

/** The node that a reference leads to; what stands beside the reference counts as well. */
function followed(document, node) {
  if (!node?.$ref) return node;
  const { $ref, ...beside } = node;
  const there = $ref.slice(2).split('/').reduce((at, name) => at[name], document);
  return { ...followed(document, there), ...beside };
}

function parameter({ name, in: place, required = false, description, schema, content, example }, find) {
  const type = find(schema ?? {});
  return {
    name, place, required, about: description,
    kind: content ? 'json' : type.type === 'array' ? 'list' : type.enum ? 'choice' : type.type === 'boolean' ? 'choice' : type.type === 'integer' ? 'integer' : 'text',
    choices: type.enum ?? (type.type === 'boolean' ? [true, false] : []),
    usual: type.default, least: type.minimum, most: type.maximum,
    example: example ?? content?.['application/json'].example ?? type.examples?.[0],
  };
}

function examples({ example, examples: several = {} }) {
  if (example !== undefined) return [{ name: 'Example', value: example }];
  return Object.values(several).map(({ summary, value }) => ({ name: summary ?? 'Example', value }));
}

const DEEPEST = 3;

/** What an object has: [{ name, type, about, required, fields }], fields of fields as far as they are worth telling. */
function fields(find, schema, depth) {
  const type = find(schema);
  const { properties, required = [] } = type ?? {};
  if (!properties || depth === DEEPEST) return [];
  return Object.entries(properties).map(([name, node]) => {
    const own = find(node);
    const inner = own.type === 'array' ? find(own.items ?? {}) : own;
    return { name, type: typeText(own, find), about: own.description, usual: own.default, required: required.includes(name), fields: fields(find, inner, depth + 1) };
  });
}

function typeText({ type, enum: values, const: value, items, anyOf, oneOf, format }, find) {
  if (values) return values.length > 12 ? `one of ${values.length} names` : values.map((each) => JSON.stringify(each)).join(', ');
  if (value !== undefined) return JSON.stringify(value);
  if (anyOf ?? oneOf) return [...new Set((anyOf ?? oneOf).map((each) => typeText(find(each), find)))].join(' or ');
  if (type === 'array') return `list of ${items ? typeText(find(items), find) : 'anything'}`;
  const names = [type ?? 'anything'].flat().filter((name) => name !== 'null');
  return format ? `${names.join(' or ')} (${format})` : names.join(' or ');
}
