using System.Collections.Concurrent;
using DeepQ.Results;

if (args is [LabStudy.CandidatesName, ..])
{
    LabStudy.Execute(LabCell.Choosing.Where(cell =>
        (args.Length < 2 || cell.Seed <= 100 + int.Parse(args[1]))
        && (args.Length < 3 || args[2].Split('|').Contains(cell.Candidate.Name))
        && (args.Length < 4 || args[3].Split('|').Contains(cell.Problem.Name))));
    return 0;
}

if (args is [LabStudy.Name, ..])
{
    LabStudy.Execute(LabCell.Reporting.Where(cell =>
        (args.Length < 2 || cell.Seed <= int.Parse(args[1]))
        && (args.Length < 3 || args[2].Split('|').Contains(cell.Problem.Name))));
    return 0;
}

string[] names =
[
    .. Experiment.All.Select(experiment => experiment.Name),
    .. Ablation.All.Select(ablation => ablation.Name),
    OfflineCartPole.Name,
    OfflineChoice.Name,
    UnitsStudy.Name,
    DefaultForLogs.Name,
    FromLogToActing.Name,
    RandomPlayer.Name,
    MinAtarStudy.Name,
];
bool isSeedCount = args.Length < 2 || (int.TryParse(args[1], out int given) && given > 0);
if (args.Length is 0 or > 2 || !names.Contains(args[0]) || !isSeedCount)
{
    Console.Error.WriteLine($"usage: results {string.Join('|', names)} [SEEDS, 10 unless told; 5 for variants or from a log; "
        + $"with {MinAtarStudy.Name}: MINUTES]");
    return 2;
}

string folder = Directory.CreateDirectory(Path.Combine("artifacts", "results")).FullName;
if (Experiment.All.SingleOrDefault(experiment => experiment.Name == args[0]) is { } experiment)
{
    SeedResult[] seeds = Train(experiment, SeedCount(10));
    File.WriteAllText(Path.Combine(folder, $"{experiment.Name}.json"), Report.ToJson(experiment, seeds));
    SpreadPlot.Draw(experiment, seeds).Save(Path.Combine(folder, $"{experiment.Name}.svg"));
    Console.WriteLine();
    Console.WriteLine(Report.ToMarkdown(experiment, seeds));
    return 0;
}

if (args[0] == OfflineCartPole.Name)
{
    Console.WriteLine(OfflineRun.Execute(SeedCount(5), folder));
    return 0;
}

if (args[0] == DefaultForLogs.Name)
{
    Console.WriteLine(DefaultForLogs.Execute(SeedCount(5)));
    return 0;
}

if (args[0] == FromLogToActing.Name)
{
    Console.WriteLine(FromLogToActing.Execute(SeedCount(5)));
    return 0;
}

if (args[0] == OfflineChoice.Name)
{
    Console.WriteLine(OfflineChoice.Execute(SeedCount(5)));
    return 0;
}

if (args[0] == UnitsStudy.Name)
{
    int seeds = SeedCount(10);
    Console.WriteLine(UnitsStudy.Execute(study => Train(study, seeds)));
    return 0;
}

if (args[0] == RandomPlayer.Name)
{
    Console.WriteLine(RandomPlayer.Execute());
    return 0;
}

if (args[0] == MinAtarStudy.Name)
{
    MinAtarStudy.Execute(args.Length == 2 ? TimeSpan.FromMinutes(int.Parse(args[1])) : null);
    return 0;
}

Ablation ablation = Ablation.All.Single(ablation => ablation.Name == args[0]);
VariantResult[] variants =
    [.. ablation.Variants.Select(variant => new VariantResult(variant.Name, Train(variant, SeedCount(5))))];
File.WriteAllText(Path.Combine(folder, $"{ablation.Name}.json"), Report.ToJson(ablation, variants));
AblationPlot.Draw(ablation, variants).Save(Path.Combine(folder, $"{ablation.Name}.svg"));
Console.WriteLine();
Console.WriteLine(AblationReport.ToMarkdown(ablation, variants));
return 0;

int SeedCount(int usual) => args.Length == 2 ? int.Parse(args[1]) : usual;

static SeedResult[] Train(Experiment experiment, int seeds)
{
    ConcurrentBag<SeedResult> results = [];
    // The other seeds have the other cores.
    experiment.Options.Threads = 1;
    Parallel.For(
        1,
        seeds + 1,
        new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
        seed =>
        {
            SeedResult result = SeedResult.Train(experiment, (ulong)seed);
            results.Add(result);
            Console.WriteLine(
                $"{experiment.Name}, seed {seed}: last {result.Last:F2}, best {result.Best:F2}, {result.Seconds:F0} s");
        });
    return [.. results.OrderBy(result => result.Seed)];
}
