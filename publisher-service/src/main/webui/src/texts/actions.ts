export const actions = {
  title: 'Actions',
  newVersion: 'New version',
  newVersionBody: (version: string) => `Makes a copy of version ${version} that is not published. This version stays as it is.`,
  make: 'Make new version',
  remove: 'Delete',
  removeTitle: (name: string, version: string) => `Delete ${name} ${version}?`,
  removeBody:
    'Gateways stop serving it within a second: streams of connected clients end with "sluice.end" (deleted). Its revisions, its document and its history are deleted, too. There is no way back.',
  typeName: (name: string) => `Type ${name} to confirm`,
} as const;
