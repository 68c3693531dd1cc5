using System.Globalization;
using DeepQ.HostileFiles;
using DeepQ.Serving;

// usage: HostileFiles RUNTIME files PATH...
//        HostileFiles RUNTIME fault NAME
//        HostileFiles RUNTIME fuzz SEED FIRST COUNT
//        HostileFiles write NAME PATH
// The runtime is onnx or managed. Before each file its name or number; after it what became of it and why, seconds, megabytes, its
// profile and operators.
MachineLimits.Apply();
PolicyOptions options = args is ["managed", ..] ? new ManagedPolicyOptions() : new OnnxPolicyOptions();
switch (args)
{
    case ["write", string name, string path]:
        File.WriteAllBytes(path, WorstCases.All[name]());
        return 0;
    case ["onnx" or "managed", "files", .. string[] paths]:
        foreach (string path in paths)
            Report(path, () => Trial.Of(path, options));
        return 0;
    case ["onnx" or "managed", "fault", string name]:
        Report(name, () => Trial.Of(KnownFaults.All[name](), options));
        return 0;
    case ["onnx" or "managed", "fuzz", string seed, string first, string count]:
        for (int i = 0; i < Number(count); i++)
        {
            GeneratedModel model = ModelGenerator.Generate(Number(seed), Number(first) + i);
            Report($"{Number(first) + i}", () => Trial.Of(model.Bytes, model.Profile, options), model);
        }

        return 0;
    default:
        Console.Error.WriteLine(
            "usage: HostileFiles RUNTIME files PATH... | RUNTIME fault NAME | RUNTIME fuzz SEED FIRST COUNT | write NAME PATH");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static void Report(string name, Func<string> trial, GeneratedModel? model = null)
{
    Console.WriteLine($"{name}\tbegins");
    Usage start = Usage.Now();
    string verdict = trial();
    Usage used = Usage.Now();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}\t{verdict}\t{(used.Processor - start.Processor).TotalSeconds:F3}\t{used.PeakBytes >> 20}\t{model?.Profile}\t{model?.OperatorNames}"));
    Usage.Reset();
}
