using System.Text.Json;
using DeepQ.Environments.ClassicControl;
using DeepQ.Learning;
using DeepQ.Learning.Evaluation;
using DeepQ.Onnx.Files;
using DeepQ.Onnx.Verification;
using Spectre.Console;

namespace CartPoleSample;

/// <summary>The results of a run, printed at the end and written to <c>summary.json</c>.</summary>
internal sealed record Summary(
    int Seed,
    bool Solved,
    string StopReason,
    long Steps,
    long Updates,
    double TrainingSeconds,
    double MeanReturn,
    double ReturnDeviation,
    double PipelineMeanReturn,
    double OnnxMaxDifference,
    double OnnxMaxRelativeDifference,
    Agreement Agreement,
    DemoFiles Files)
{
    public Summary(
        int seed,
        TrainingResult training,
        EvaluationResult greedy,
        VerificationReport report,
        Agreement agreement,
        EvaluationResult served,
        DemoFiles files)
        : this(
            seed,
            greedy.MeanReturn >= CartPole.SolvedReturn,
            training.StopReason.ToString(),
            training.Steps,
            training.Updates,
            training.Elapsed.TotalSeconds,
            greedy.MeanReturn,
            greedy.StandardDeviation,
            served.MeanReturn,
            report.MaxAbsoluteDifference,
            report.MaxRelativeDifference,
            agreement,
            files)
    {
    }

    public void Save(string path) =>
        WholeFile.WriteText(path, JsonSerializer.Serialize(this, SummaryJson.Default.Summary) + "\n");

    public Table ToTable()
    {
        Table table = new Table().RoundedBorder().BorderColor(Color.Grey).HideHeaders().AddColumns("", "");
        Add("Result", Solved ? "[green]solved[/]" : $"[red]not solved[/]: {CartPole.SolvedReturn} is the mark");
        Add("Return", $"network {MeanReturn:F1} ± {ReturnDeviation:F1}, pipeline {PipelineMeanReturn:F1}");
        Add("Parity", $"ONNX and network differ by {OnnxMaxRelativeDifference:G2} of a Q-value at most");
        Add("Agreement", $"{Agreement}");
        Add("Training", $"{Steps:N0} steps, {Updates:N0} updates, {TrainingSeconds:F1} s");
        Add("Policy", Markup.Escape(Files.Policy));
        Add("Pipeline", Markup.Escape(Files.Pipeline));
        Add("Picture", Markup.Escape(Files.LearningCurve));
        Add("Report", Markup.Escape(Files.Report));
        Add("Summary", Markup.Escape(Files.Summary));
        return table;

        void Add(string name, string value) => table.AddRow($"[grey]{name}[/]", value);
    }
}
