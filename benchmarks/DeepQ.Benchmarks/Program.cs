using System.CommandLine;
using DeepQ.Benchmarks;
using DeepQ.Learning.Torch;

Option<double> scale = new("--scale")
{
    Description = "the part of the steps that trainings take, of the rows of mapped and of the decisions",
    DefaultValueFactory = _ => 1,
};
Option<int> seeds = new("--seeds")
{
    Description = "the number of trainings of each run",
    DefaultValueFactory = _ => 1,
};
(string Name, Func<ParseResult, IEnumerable<Comparison>> Run)[] benchmarks =
[
    ("update", _ => UpdateBenchmark.Run()),
    ("act", _ => ActBenchmark.Run()),
    ("conv", _ => ConvolutionBenchmark.Run()),
    ("train", given => TrainBenchmark.Run(given.GetValue(scale), given.GetValue(seeds))),
    ("pqn", given => PqnBenchmark.Run(given.GetValue(scale), given.GetValue(seeds))),
    ("serve", _ => ServeBenchmark.Run()),
    ("decisions", given => DecisionBenchmark.Run(given.GetValue(scale))),
    ("replay", _ => ReplayBenchmark.Run()),
    ("env", _ => EnvironmentBenchmark.Run()),
    ("python", _ => PythonEnvironmentBenchmark.Run()),
    ("sparse", _ => SparseBenchmark.Run()),
    ("mapped", given => MappedBenchmark.Run(given.GetValue(scale))),
    ("growth", _ => GrowthBenchmark.Run()),
    ("micro", _ => Microbenchmarks.Run()),
];
Argument<string[]> names = new("names")
{
    Description = $"any of {string.Join(", ", benchmarks.Select(b => b.Name))}; none for all",
};
names.AcceptOnlyFromAmong([.. benchmarks.Select(benchmark => benchmark.Name)]);

RootCommand command = new("Measures side by side.") { names, scale, seeds };
command.SetAction(given =>
{
    Console.WriteLine(Machine.This);
    // As PyTorch's side has, and as trainings have unless they are told otherwise.
    using TorchThreads threads = new(1);
    string[] chosen = given.GetValue(names)!;
    foreach (var (name, run) in benchmarks.Where(benchmark => chosen.Length == 0 || chosen.Contains(benchmark.Name)))
        Report.Show(name, run(given));
});
return command.Parse(args).Invoke();
