// The API for people who write programs: drawn from /api/openapi.json.

/** @type {any} */ (globalThis).SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, tryItOutEnabled: false, validatorUrl: null });
