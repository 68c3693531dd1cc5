using DeepQ.Environments;
using DeepQ.Environments.Python;

// usage: KilledParent INTERPRETER FILE
// Starts a process that waits for requests and one that hangs in a step, and writes the numbers of both.
// Whoever started it may have died before it was to kill it.
using Timer end = new(_ => Environment.Exit(1), null, TimeSpan.FromMinutes(2), Timeout.InfiniteTimeSpan);
PythonEnvironmentOptions options = new() { Interpreter = args[0], StepTimeout = TimeSpan.FromSeconds(2) };
using PythonProcess waits = new($"{args[1]}:Sound", 1, options);
using PythonProcess hangs = new($"{args[1]}:Hangs", 1, options);
float[] observation = new float[1];
Xoshiro256 random = new(1);
waits.Environments[0].Reset(random, observation);
hangs.Environments[0].Reset(random, observation);
Console.WriteLine($"{waits.ProcessId} {hangs.ProcessId}");
hangs.Environments[0].Step(0, random, observation);
