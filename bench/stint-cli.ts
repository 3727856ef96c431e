/** `stint` as it is installed, built with the benchmarks. */
import '../src/cli/main.ts';
