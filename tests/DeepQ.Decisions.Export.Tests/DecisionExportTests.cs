using System.Globalization;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Storage;
using DeepQ.Decisions.Tests;
using nietras.SeparatedValues;
using Parquet;
using Parquet.Serialization;

namespace DeepQ.Decisions.Export.Tests;

public sealed class DecisionExportTests : IAsyncDisposable
{
    private const string Awkward = "Ann, \"the\nfirst\" ü";

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDecisionStore _store;

    public DecisionExportTests() => _store = new(_folder.File("decisions.db"));

    private JoinedLog Log => new(_store, LogBuilder.At(10_000));

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_of_csv_has_a_row_for_each_decision_and_all_that_is_known_of_it()
    {
        await FillAsync();
        CultureInfo culture = CultureInfo.CurrentCulture, commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = commas;
        try
        {
            Assert.Equal(3, await Log.WriteCsvAsync(_folder.File("log.csv")));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        using SepReader reader = Sep.Reader(options => options with { Unescape = true }).FromFile(_folder.File("log.csv"));
        List<Dictionary<string, string>> rows = [];
        foreach (SepReader.Row row in reader)
        {
            Dictionary<string, string> values = [];
            foreach (string name in reader.Header.ColNames)
                values[name] = row[name].ToString();
            rows.Add(values);
        }

        Dictionary<string, string> single = rows.Single(row => row["episode_id"] == "");
        Assert.Equal(
            ("1 0.5", "true false", "0.75", "0.75 0.25", "2.5", "true", "false", ""),
            (single["state"], single["allowed"], single["probability"], single["distribution"], single["reward"], single["is_terminal"], single["is_truncated"], single["step"]));
        Dictionary<string, string>[] episode = [.. rows.Where(row => row["episode_id"] == Awkward)];
        Assert.Equal(["false", "false"], episode.Select(row => row["is_terminal"]));
        Assert.Equal(["false", "true"], episode.Select(row => row["is_truncated"]));
        Assert.Equal(["", "0.1"], episode.Select(row => row["probability"]));
        Assert.Equal(["2026-03-01T12:01:00.0000000Z", "2026-03-01T12:02:00.0000000Z"], episode.Select(row => row["time"]));
        Assert.Equal([$"{LogBuilder.Id(2):D}", $"{LogBuilder.Id(3):D}"], episode.Select(row => row["decision_id"]));
        Assert.DoesNotContain("Ann's", File.ReadAllText(_folder.File("log.csv")));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_file_of_parquet_has_lists_nulls_and_times()
    {
        await FillAsync();
        Assert.Equal(3, await Log.WriteParquetAsync(_folder.File("log.parquet")));
        ExportedDecision[] rows = await ReadAsync(_folder.File("log.parquet"));
        Assert.Equal(3, rows.Length);
        ExportedDecision single = rows.Single(row => row.episode_id is null);
        Assert.Equal([1, 0.5f], single.state);
        Assert.Equal((0.75, 2.5, 1), (single.probability, single.reward, single.reward_parts));
        Assert.Equal([true, false], single.allowed);
        ExportedDecision[] episode = [.. rows.Where(row => row.episode_id == Awkward)];
        Assert.Equal([null, 0.1], episode.Select(row => row.probability));
        Assert.Equal([0, 4], episode.Select(row => row.candidates.Count));
        Assert.Equal(LogBuilder.At(2).UtcDateTime, episode[1].time);
        Assert.Equal((7, 8, null), (episode[0].step, episode[1].step, single.step));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Many_decisions_are_written_in_groups_and_none_is_lost()
    {
        const int Decisions = 45_000;
        await _store.AppendAsync([.. Enumerable.Range(0, Decisions).Select(number => LogBuilder.Decide(number, number / 1e6))]);
        Assert.Equal(Decisions, await Log.WriteParquetAsync(_folder.File("log.parquet")));
        using FileStream file = File.OpenRead(_folder.File("log.parquet"));
        await using (ParquetReader reader = await ParquetReader.CreateAsync(file, leaveStreamOpen: true))
            Assert.Equal(3, reader.RowGroupCount);
        ExportedDecision[] rows = await ReadAsync(_folder.File("log.parquet"));
        Assert.Equal(Decisions, rows.Select(row => row.decision_id).Distinct().Count());
        Assert.Equal(Decisions * (Decisions - 1L) / 2, (long)rows.Sum(row => (double)row.state[0]));
    }

    [Fact]
    public async Task A_part_of_a_log_is_a_log()
    {
        await FillAsync();
        using MemoryStream stream = new();
        Assert.Equal(2, await Log.Where(episode => episode.Id is not null).WriteCsvAsync(stream));
        Assert.Equal(1, await Log.Where(episode => episode.Id is null).WriteParquetAsync(_folder.File("log.parquet")));
        Assert.True(stream.CanRead);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task An_empty_log_has_columns()
    {
        Assert.Equal(0, await Log.WriteParquetAsync(_folder.File("log.parquet")));
        Assert.Empty(await ReadAsync(_folder.File("log.parquet")));
        Assert.Equal(0, await Log.WriteCsvAsync(_folder.File("log.csv")));
        Assert.StartsWith("episode_id,decision_id,time,", Assert.Single(File.ReadAllLines(_folder.File("log.csv"))));
    }

    [Fact]
    public async Task What_fails_or_is_given_up_leaves_the_file_of_before()
    {
        await FillAsync();
        File.WriteAllText(_folder.File("log.csv"), "before");
        using CancellationTokenSource ended = new();
        IAsyncEnumerable<JoinedEpisode> ending = Log.Select(episode =>
        {
            ended.Cancel();
            return episode;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ending.WriteCsvAsync(_folder.File("log.csv"), ended.Token));
        IAsyncEnumerable<JoinedEpisode> failing = Log.Select(episode => episode.Id is null ? episode : throw new DecisionStoreException("The disk is gone."));
        await Assert.ThrowsAsync<DecisionStoreException>(() => failing.WriteParquetAsync(_folder.File("log.csv")));
        Assert.Equal("before", File.ReadAllText(_folder.File("log.csv")));
        await Assert.ThrowsAnyAsync<IOException>(() => Log.WriteCsvAsync(_folder.File("nowhere/log.csv")));
    }

    private static async Task<ExportedDecision[]> ReadAsync(string path)
    {
        using FileStream file = File.OpenRead(path);
        return [.. (await ParquetSerializer.DeserializeAsync<ExportedDecision>(file)).Data];
    }

    private async Task FillAsync() => await _store.AppendAsync(
    [
        LogBuilder.Decide(1, 0, subject: "Ann's") with { Allowed = new[] { true, false } },
        LogBuilder.Decide(2, 1, Awkward, step: 7) with { Probability = null },
        LogBuilder.Decide(3, 2, Awkward, step: 8) with { Probability = 0.1, CandidateCount = 2, Candidates = new float[] { 1, 2, 3, 4 } },
        LogBuilder.Reward(1, 3, 2.5),
    ]);
}
