using DeepQ.Learning.Data;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet.Data;

/// <summary>Writes the memory of a table, the progress of reading and the findings to ML.NET's log.</summary>
internal sealed class ReadingLog(IChannel channel, LoggedDataShape shape, TimeProvider clock)
{
    private const int RowsBetweenLooks = 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _due = Interval;

    private string Episodes =>
        shape.HasEpisodes ? $", and {LoggedDataShape.BytesPerEpisode} bytes and its name for each episode" : "";

    private string Place => shape.Folder is { } folder ? $", in a file in '{folder}'" : "";

    public void Begin()
    {
        string kind = shape.IsOneStep ? "decisions" : shape.IsComplete ? "transitions" : "steps of episodes";
        Info(shape.Rows is { } rows
            ? $"Reading {rows} {kind} with {shape.ObservationSize} values per state: " +
                $"{rows * shape.BytesPerRow / 1e6:F1} MB, or " +
                $"{rows * shape.MostBytesPerRow / 1e6:F1} MB if no row follows another{Place}{Episodes}."
            : $"Reading {kind} with {shape.ObservationSize} values per state, {shape.BytesPerRow} bytes each, or " +
                $"{shape.MostBytesPerRow} if no row follows another{Place}{Episodes}; their number is not known.");
    }

    public void Progress(long rows, long memory)
    {
        if (rows % RowsBetweenLooks != 0)
            return;
        TimeSpan elapsed = clock.GetElapsedTime(_start);
        if (elapsed < _due)
            return;

        _due = elapsed + Interval;
        string of = shape.Rows is { } all ? $" of {all}" : "";
        Info($"Read {rows}{of} rows, {rows / elapsed.TotalSeconds:F0} per second; {memory / 1e6:F1} MB.");
    }

    public void End(LoggedDataReport report)
    {
        string episodes = report.Episodes is { } count ? $" of {count} episodes" : "";
        string file = report.FileSize > 0 ? $", and {report.FileSize / 1e6:F1} MB in a file" : "";
        Info($"Read {report.Rows} rows: {report.Transitions} transitions{episodes}, {report.MemorySize / 1e6:F1} MB{file}.");
        foreach (string note in report.Notes)
            Info(note);
        foreach (string warning in report.Warnings)
            channel.Warning(MessageSensitivity.Schema, "{0}", warning);
        foreach (LoggedDataFindingGroup group in report.FindingGroups)
        {
            if (group.IsMistake)
                channel.Warning(MessageSensitivity.UserData, "{0}", group);
            else
                channel.Info(MessageSensitivity.UserData, "{0}", group);
        }
    }

    private void Info(string text) => channel.Info(MessageSensitivity.None, "{0}", text);
}
