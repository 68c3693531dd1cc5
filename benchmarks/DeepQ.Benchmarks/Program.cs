using DeepQ.Benchmarks;

(string Name, string Title, string Operation, Func<IReadOnlyList<Timing>> Run)[] benchmarks =
[
    ("serve", "Scoring 100,000 rows, 4→64→64→2", "row", ServeBenchmark.Run),
    ("update", "One update", "update", UpdateBenchmark.Run),
    ("env", "Stepping with random actions", "step", EnvironmentBenchmark.Run),
];

string folder = Path.Combine("artifacts", "bench");
string? unknown = args.FirstOrDefault(name => benchmarks.All(benchmark => benchmark.Name != name));
if (unknown is not null)
{
    Console.Error.WriteLine($"There is no benchmark '{unknown}'; there are {string.Join(", ", benchmarks.Select(b => b.Name))}.");
    return 2;
}

foreach (var (name, title, operation, run) in benchmarks.Where(b => args.Length == 0 || args.Contains(b.Name)))
    Comparison.Show(title, operation, run(), Path.Combine(folder, $"{name}.json"));
return 0;
