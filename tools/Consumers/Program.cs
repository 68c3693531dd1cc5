using System.Diagnostics;
using System.Text.RegularExpressions;
using Consumers;

// Packs the family and uses it as those do who install it. Each consumer is a new project outside of the repository.
string repository = AppContext.BaseDirectory;
while (!File.Exists(Path.Combine(repository, "DeepQ.MLNet.sln")))
    repository = Path.GetDirectoryName(repository) ?? throw new InvalidOperationException("DeepQ.MLNet.sln is not above.");
string[] readme = Programs("README.md");

using Workspace workspace = new(repository);
const string onnxRuntime = "Microsoft.ML.OnnxRuntime";
Regex torch = new("torch", RegexOptions.IgnoreCase);
Regex torchOrMLNet = new(@"torch|^Microsoft\.ML\.(?!OnnxRuntime\.dll)", RegexOptions.IgnoreCase);
(string Name, Action Use)[] consumers =
[
    ("the README's first program", () =>
        new ConsoleProgram("First", readme[0], "DeepQ.MLNet", ConsoleProgram.LibTorch, onnxRuntime)
            .Use(workspace, "actions differ on 0 rows", "push right", "push left")),
    ("the README's table program", () =>
        new ConsoleProgram("Table", readme[1], "DeepQ.MLNet", ConsoleProgram.LibTorch, onnxRuntime)
            .Use(workspace, "fine: work, worn: repair")),
    ("the README's program of one decision a row", () =>
        new ConsoleProgram("Decisions", readme[2], "DeepQ.MLNet", ConsoleProgram.LibTorch, onnxRuntime)
            .Use(workspace, "reader: book, player: game")),
    ("acting with DeepQ.Serving alone, without torch and ML.NET", () =>
        new ConsoleProgram("Serving", readme[^1], "DeepQ.Serving", onnxRuntime) { Without = torchOrMLNet }
            .Use(workspace, "right, on CPUExecutionProvider")),
    ("acting with DeepQ.Policies, compiled ahead of time", () =>
    {
        if (AheadOfTimeProgram.Linker is null)
        {
            Console.WriteLine("left out: neither clang nor gcc is here, which PublishAot links with");
            return;
        }

        new AheadOfTimeProgram("Ahead", Source("ActAheadOfTime"), "DeepQ.Policies")
            .Use(workspace, "right, by Q = 3 2 1 3, Managed");
    }),
    ("acting with DeepQ.Policies in WebAssembly", () =>
    {
        if (new WebAssemblyProgram("Browser", Source("ActInWebAssembly"), "DeepQ.Policies")
            .Use(workspace, "right, by Q = 3 2 1 3, Managed in WebAssembly") is { } missing)
        {
            Console.WriteLine($"left out: {missing}");
        }
    }),
    ("deciding with DeepQ.Decisions alone, without torch, ML.NET and ONNX Runtime", () =>
        new ConsoleProgram("Deciding", Programs("src/DeepQ.Decisions/README.md")[0], "DeepQ.Decisions", "Microsoft.Data.Sqlite")
            { Without = new Regex(@"torch|^Microsoft\.ML\.", RegexOptions.IgnoreCase) }
            .Use(workspace, "coffee, reward 1")),
    ("dotnet tool install DeepQ.Tool", () =>
    {
        string policy = Path.Combine(repository, "models", "CartPole-v1", "policy.onnx");
        new InstalledTool("DeepQ.Tool", "deepq").Use(
            workspace,
            (["inspect", policy], "actions                     0 left, 1 right"),
            (["act", policy, "--state", "0.1,0.2,0,0"], "action   1 right"),
            (["compress", policy, "small.onnx", "--least", "0.9"], "10000 states"),
            (["verify", "small.onnx"], "behavior      passed"),
            (["convert", policy, "weights.safetensors", "--to", "safetensors"], "has 6 tensors"),
            (["convert", "weights.safetensors", "again.onnx", "--to", "onnx"], "actions differ on 0 rows"));
    }),
    ("acting in ML.NET with DeepQ.MLNet.Serving, without torch", () =>
        new ConsoleProgram("Pipeline", Source("ActInPipeline"), "DeepQ.MLNet.Serving", onnxRuntime) { Without = torch }
            .Use(workspace, "push right\npush left")),
    ("a saved pipeline in ML.NET alone", () =>
        new ConsoleProgram("Stock", Source("LoadPipeline"), "Microsoft.ML", "Microsoft.ML.OnnxTransformer", onnxRuntime)
            { Without = new Regex("^DeepQ") }
            .Use(workspace, "action 1\naction 0")),
    ("dotnet new deepq-environment", () => new TemplateSolution("deepq-environment")
        .Use(workspace, TemplateSolution.Writes("0 faults", "from 5 before the theater on; the best is from 5 on"))),
    ("dotnet new deepq-log", () => new TemplateSolution("deepq-log")
        .Use(workspace, TemplateSolution.Writes("3000 invoices, 0 with", "new customer, owes 70: call"))),
    ("dotnet new deepq-service", () => new TemplateSolution("deepq-service")
        .Use(workspace, TemplateSolution.Answers([0, 0, 0.1f, 1], "\"action\":\"right\""))),
];

int failed = Passes("packing", workspace.Prepare)
    ? consumers.Count(consumer => !Passes(consumer.Name, consumer.Use))
    : consumers.Length;
Console.WriteLine($"{consumers.Length - failed} passed, {failed} failed");
return failed == 0 ? 0 : 1;

string[] Programs(string page) =>
[
    .. Regex.Matches(File.ReadAllText(Path.Combine(repository, page)), @"```csharp\s(.*?)```", RegexOptions.Singleline)
        .Select(snippet => snippet.Groups[1].Value),
];

static bool Passes(string name, Action use)
{
    long start = Stopwatch.GetTimestamp();
    try
    {
        use();
        Console.WriteLine($"passed  {name}, {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        return true;
    }
    catch (Exception failure) when (failure is FailureException or IOException or UnauthorizedAccessException
        or HttpRequestException)
    {
        Console.WriteLine($"FAILED  {name}\n{failure.Message}");
        return false;
    }
}

static string Source(string program)
{
    using StreamReader reader = new(typeof(Workspace).Assembly.GetManifestResourceStream(program)!);
    return reader.ReadToEnd();
}
