using System.Collections.Concurrent;
using DeepQ.Results;

string[] names = [.. Experiment.All.Select(experiment => experiment.Name)];
if (args.Length is 0 or > 2 || !names.Contains(args[0]) || (args.Length == 2 && !(int.TryParse(args[1], out int given) && given > 0)))
{
    Console.Error.WriteLine($"usage: results {string.Join('|', names)} [SEEDS, 10 unless told]");
    return 2;
}

Experiment experiment = Experiment.All.Single(experiment => experiment.Name == args[0]);
int seeds = args.Length == 2 ? int.Parse(args[1]) : 10;
ConcurrentBag<SeedResult> results = [];
Parallel.For(
    1,
    seeds + 1,
    new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
    seed =>
    {
        SeedResult result = SeedResult.Train(experiment, (ulong)seed);
        results.Add(result);
        Console.WriteLine($"seed {seed}: last {result.Last:F1}, best {result.Best:F1}, {result.Seconds:F0} s");
    });

SeedResult[] sorted = [.. results.OrderBy(result => result.Seed)];
string folder = Path.Combine("artifacts", "results");
Directory.CreateDirectory(folder);
File.WriteAllText(Path.Combine(folder, $"{experiment.Name}.json"), Report.ToJson(experiment, sorted));
SpreadPlot.Draw(experiment, sorted).Save(Path.Combine(folder, $"{experiment.Name}.svg"));
Console.WriteLine();
Console.WriteLine(Report.ToMarkdown(experiment, sorted));
return 0;
