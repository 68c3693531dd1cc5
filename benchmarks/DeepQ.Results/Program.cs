using System.Collections.Concurrent;
using System.CommandLine;
using DeepQ.Results;

string folder = Path.Combine("artifacts", "results");
RootCommand command = new("Measures what is learned, with several seeds. docs/building.md lists which page shows which figures.");
foreach (Experiment experiment in Experiment.All)
    Add(experiment.Name, seeds => Measure(experiment, seeds), usual: 10);
foreach (Ablation ablation in Ablation.All)
    Add(ablation.Name, seeds => Compare(ablation, seeds));
Add(OfflineCartPole.Name, seeds => Console.WriteLine(OfflineRun.Execute(seeds, Directory.CreateDirectory(folder).FullName)));
Add(OfflineChoice.Name, seeds => Console.WriteLine(OfflineChoice.Execute(seeds)));
Add(UnitsStudy.Name, seeds => Console.WriteLine(UnitsStudy.Execute(study => Train(study, seeds))), usual: 10);
Add(DefaultForLogs.Name, seeds => Console.WriteLine(DefaultForLogs.Execute(seeds)));
Add(FromLogToActing.Name, seeds => Console.WriteLine(FromLogToActing.Execute(seeds)));
command.Add(Subcommand(RandomPlayer.Name, _ => Console.WriteLine(RandomPlayer.Execute())));

Argument<int?> minutes = new("minutes") { Description = "Ends after so many minutes; another call goes on", DefaultValueFactory = _ => null };
command.Add(Subcommand(MinAtarStudy.Name, parsed =>
    MinAtarStudy.Execute(parsed.GetValue(minutes) is { } given ? TimeSpan.FromMinutes(given) : null), minutes));

Argument<int> most = new("seeds") { Description = "The number of seeds", DefaultValueFactory = _ => int.MaxValue };
Argument<string> candidates = new("candidates") { Description = "Their names, with | between them", DefaultValueFactory = _ => "" };
Argument<string> problems = new("problems") { Description = "Their names, with | between them", DefaultValueFactory = _ => "" };
command.Add(Subcommand(LabStudy.Name, parsed => LabStudy.Execute(LabCell.Reporting.Where(cell =>
    cell.Seed <= parsed.GetValue(most) && IsAmong(cell.Problem.Name, parsed.GetValue(problems)))), most, problems));
command.Add(Subcommand(LabStudy.CandidatesName, parsed => LabStudy.Execute(LabCell.Choosing.Where(cell =>
    cell.Seed - 100 <= parsed.GetValue(most)
    && IsAmong(cell.Candidate.Name, parsed.GetValue(candidates))
    && IsAmong(cell.Problem.Name, parsed.GetValue(problems)))), most, candidates, problems));
return command.Parse(args).Invoke();

void Add(string name, Action<int> execute, int usual = 5)
{
    Argument<int> seeds = new("seeds") { Description = "The number of seeds", DefaultValueFactory = _ => usual };
    seeds.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1)
            result.AddError("The number of seeds must be positive.");
    });
    command.Add(Subcommand(name, parsed => execute(parsed.GetValue(seeds)), seeds));
}

static Command Subcommand(string name, Action<ParseResult> execute, params Argument[] arguments)
{
    Command subcommand = new(name);
    foreach (Argument argument in arguments)
        subcommand.Add(argument);
    subcommand.SetAction(execute);
    return subcommand;
}

static bool IsAmong(string name, string? names) => string.IsNullOrEmpty(names) || names.Split('|').Contains(name);

void Measure(Experiment experiment, int count)
{
    SeedResult[] seeds = Train(experiment, count);
    Directory.CreateDirectory(folder);
    File.WriteAllText(Path.Combine(folder, $"{experiment.Name}.json"), Report.ToJson(experiment, seeds));
    SpreadPlot.Draw(experiment, seeds).Save(Path.Combine(folder, $"{experiment.Name}.svg"));
    Console.WriteLine();
    Console.WriteLine(Report.ToMarkdown(experiment, seeds));
}

void Compare(Ablation ablation, int count)
{
    VariantResult[] variants = [.. ablation.Variants.Select(variant => new VariantResult(variant.Name, Train(variant, count)))];
    Directory.CreateDirectory(folder);
    File.WriteAllText(Path.Combine(folder, $"{ablation.Name}.json"), Report.ToJson(ablation, variants));
    AblationPlot.Draw(ablation, variants).Save(Path.Combine(folder, $"{ablation.Name}.svg"), AblationPlot.HeightOf(variants));
    Console.WriteLine();
    Console.WriteLine(AblationReport.ToMarkdown(ablation, variants));
}

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
