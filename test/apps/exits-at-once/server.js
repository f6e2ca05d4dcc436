// Does not even start.
console.error('cannot read the settings');
process.exit(3);
