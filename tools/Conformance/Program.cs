// Writes a policy of every kind and holds each against the other implementations of ONNX that this machine has.
using Conformance;

string policies = Path.Combine(AppContext.BaseDirectory, "policies");
string joined = Path.Combine(policies, "joined");
Console.WriteLine("managed code:");
(int files, int failedFiles) = PolicyFiles.Write(policies);
(int joinedFiles, int failedJoined) = JoinedFiles.Write(joined);
int failed = failedFiles + failedJoined > 0 ? 1 : 0;
Console.WriteLine($"{files} policies in {policies}, {joinedFiles} with a featurizer in {joined}");

string[] pythons = ["python3", "/usr/bin/python3", "python"];
string? python = pythons.FirstOrDefault(candidate => Command.RunQuietly(candidate, "-c", "import onnx"));
if (python is null)
{
    Console.WriteLine("left out: Python has no package onnx here");
}
else
{
    Console.WriteLine("the onnx package of Python:");
    failed += Command.Run(python, "check.py", policies) ? 0 : 1;
}

// npm is a batch file on Windows.
string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
if (!Command.RunQuietly("node", "--version"))
{
    Console.WriteLine("left out: there is no Node.js here for onnxruntime-web");
}
else if (!Command.RunQuietly(npm, "install", "--ignore-scripts", "--no-audit", "--no-fund"))
{
    Console.WriteLine("left out: npm cannot bring onnxruntime-web");
}
else
{
    foreach (string runtime in new[] { "onnxruntime-web", "onnxruntime-node" })
    {
        if (!Command.RunQuietly("node", "check.mjs", runtime))
        {
            Console.WriteLine($"left out: {runtime} does not load here");
            continue;
        }

        Console.WriteLine($"{runtime} in Node.js:");
        failed += Command.Run("node", "check.mjs", runtime, policies, joined) ? 0 : 1;
    }
}

return failed == 0 ? 0 : 1;
