/** What any program on Node costs to start. */
process.stdout.write('{}\n');
