using System.Text.RegularExpressions;
using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Logging;
using DeepQ.Learning.Reports;
using DeepQ.Learning.Seeds;
using DeepQ.Learning.Tests.Support;
using PolicyServer.Tests.Page;

namespace DeepQ.Learning.Tests.Reports;

public sealed class HtmlReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Page => _folder["report.html"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_says_what_was_learned_with_what_and_what_is_the_matter()
    {
        using TrainingResult training = Train(options => options.ReplayCapacity = 8);
        HtmlReport.Write(Page, training);
        string page = File.ReadAllText(Page);
        Assert.Contains("<h1>Double DQN on CartPole-v1</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"<dd>{training.FinalEvaluation!.Result.MeanReturn:0.###}</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<div class=\"finding\"><strong>ReplayTooShort</strong>", page, StringComparison.Ordinal);
        Assert.Contains("<tr class=\"changed\"><td>ReplayCapacity</td><td>8</td><td>changed</td></tr>", page, StringComparison.Ordinal);
        Assert.Contains("<tr><td>Gamma</td><td>0.99</td><td>default</td></tr>", page, StringComparison.Ordinal);
        Assert.Equal(
            ["Return", "Predicted and actual returns", "Loss", "Error and gradient", "Exploration and replay", "Speed"],
            Regex.Matches(page, "<figcaption>([^<]+)").Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void A_page_takes_nothing_from_elsewhere_and_text_in_it_is_text()
    {
        using TrainingResult training = Train(_ => { });
        HtmlReport.Write(Page, training, "<script>alert(1)</script>");
        string page = File.ReadAllText(Page);
        Assert.Contains("content=\"default-src 'none';", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)(src|href)\\s*=\\s*[\"']?(https?:)?//", page);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("Permission is hereby granted, free of charge", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_seeds_have_a_row_each_and_a_band_together()
    {
        using SeedResults seeds = new DqnTrainer(Options()).TrainSeeds(() => new CartPole(), new SeedOptions { Seeds = 3 });
        HtmlReport.Write(Page, seeds);
        string page = File.ReadAllText(Page);
        foreach (SeedResult seed in seeds.Seeds)
            Assert.Contains($"<tr><td class=\"number\">{seed.Seed}</td><td class=\"number\">{seed.Return:0.###}</td>", page, StringComparison.Ordinal);
        Assert.Contains("interquartile mean of 3 seeds", page, StringComparison.Ordinal);
        Assert.Contains("\"low\":[", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_side_by_side_show_the_settings_that_differ()
    {
        Log("fast", options => options.LearningRate = 0.01);
        Log("slow", _ => { });
        HtmlReport.Compare(Page, [_folder["fast"], _folder["slow/metrics.csv"]]);
        string page = File.ReadAllText(Page);
        Assert.Contains("<tr><th></th><th class=\"number\">fast</th><th class=\"number\">metrics.csv</th></tr>", page, StringComparison.Ordinal);
        Assert.Matches("<tr><td>LearningRate</td><td>[^<]*0\\.01[^<]*</td><td>[^<]*0\\.001[^<]*</td></tr>", page);
        Assert.DoesNotContain("<td>Gamma</td>", page, StringComparison.Ordinal);

        void Log(string name, Action<DqnOptions> change)
        {
            using CsvLog log = new(_folder[$"{name}/metrics.csv"], updateInterval: 10);
            Train(options =>
            {
                change(options);
                options.Observers = [log];
            }).Dispose();
        }
    }

    [Fact]
    public void Event_files_are_compared_like_files_of_metrics()
    {
        using (CsvLog csv = new(_folder["csv/metrics.csv"], updateInterval: 10))
        using (TensorBoardLog events = new(_folder["events"], updateInterval: 10))
            Train(options => options.Observers = [csv, events]).Dispose();

        ReportRun one = LoggedRun.Read(_folder["csv"]), other = LoggedRun.Read(_folder["events"]);
        Assert.Equal(one.Metrics.Keys.Order(), other.Metrics.Keys.Order());
        Assert.Equal(one.Settings!.Values, other.Settings!.Values);
        foreach ((string name, MetricPoints points) in one.Metrics)
        {
            Assert.Equal(points.Steps, other.Metrics[name].Steps);
            Assert.All(points.Values.Zip(other.Metrics[name].Values), pair =>
                Assert.Equal(pair.First, pair.Second, 1e-6 * Math.Max(1, Math.Abs(pair.First))));
        }

        // What was being written when a program ended is left out, and a changed byte is noticed.
        string file = Directory.GetFiles(_folder["events"], "*tfevents*").Single();
        byte[] whole = File.ReadAllBytes(file);
        int evaluations = one.Metrics["evaluation/mean_return"].Values.Count;
        File.WriteAllBytes(file, whole[..^7]);
        Assert.Equal(evaluations, LoggedRun.Read(file).Metrics["evaluation/mean_return"].Values.Count, 1.0);
        whole[whole.Length / 2] ^= 4;
        File.WriteAllBytes(file, whole);
        Assert.Throws<InvalidDataException>(() => LoggedRun.Read(file));
    }

    [Fact]
    public void A_file_of_something_else_is_refused()
    {
        File.WriteAllText(_folder["other.csv"], "a,b\n1,2\n");
        Assert.EndsWith(
            "it does not begin with step,metric,value.",
            Assert.Throws<InvalidDataException>(() => HtmlReport.Compare(Page, [_folder["other.csv"]])).Message,
            StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => HtmlReport.Compare(Page, [_folder["nowhere"]]));
        Assert.Throws<ArgumentException>(() => HtmlReport.Compare(Page, (IReadOnlyList<string>)[]));
        Assert.False(File.Exists(Page));
    }

    [Trait("Category", "Browser")]
    [ChromiumFact]
    public async Task A_browser_draws_every_chart()
    {
        using TrainingResult training = Train(_ => { });
        HtmlReport.Write(Page, training);
        string document = await Chromium.DumpAsync(new Uri(Page));
        Assert.Equal(6, Regex.Count(document, "<canvas[^>]*>"));
        Assert.Equal(6, Regex.Count(document, "<div data-chart=\"\\d\"><div class=\"[^\"]*uplot"));
        Assert.Contains(">greedy policy<", document, StringComparison.Ordinal);
        Assert.Contains(">predicted<", document, StringComparison.Ordinal);
    }

    private static TrainingResult Train(Action<DqnOptions> change)
    {
        DqnOptions options = Options();
        change(options);
        Xoshiro256 random = new(1);
        return new DqnTrainer(options).Train(new VectorEnvironment([new CartPole()], random.Fork()), new CartPole(), random);
    }

    private static DqnOptions Options() => new()
    {
        HiddenUnits = [8],
        BatchSize = 8,
        Steps = 400,
        LearningRate = 1e-3,
        LearningStarts = 50,
        EvaluationInterval = 100,
        EvaluationEpisodes = 2,
        FinalEpisodes = 2,
    };
}
