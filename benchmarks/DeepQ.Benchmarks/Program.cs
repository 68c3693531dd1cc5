using DeepQ.Benchmarks;

(string Name, Func<IEnumerable<Comparison>> Run)[] benchmarks =
[
    ("update", UpdateBenchmark.Run),
    ("act", ActBenchmark.Run),
    ("serve", ServeBenchmark.Run),
    ("env", EnvironmentBenchmark.Run),
];

string? unknown = args.FirstOrDefault(name => benchmarks.All(benchmark => benchmark.Name != name));
if (unknown is not null)
{
    Console.Error.WriteLine($"There is no benchmark '{unknown}'; there are {string.Join(", ", benchmarks.Select(b => b.Name))}.");
    return 2;
}

Console.WriteLine(Machine.This);
foreach (var (name, run) in benchmarks.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)))
    Report.Show(name, run());
return 0;
