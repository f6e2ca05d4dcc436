// Node-RED's settings in the demo: port and folder come from the agent; nobody is called.
module.exports = {
  uiHost: '127.0.0.1',
  uiPort: Number(process.env.PORT),
  userDir: process.env.CASTELLAN_DATA_DIR,
  flowFile: 'flows.json',
  credentialSecret: 'only a demo',
  telemetry: { enabled: false, updateNotification: false },
  editorTheme: { tours: false, projects: { enabled: false } },
  logging: { console: { level: 'info', metrics: false, audit: false } },
};
