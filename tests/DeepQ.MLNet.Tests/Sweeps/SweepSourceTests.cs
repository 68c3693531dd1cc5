using DeepQ.Environments.Tabular;
using DeepQ.Learning.Offline;
using DeepQ.MLNet.Sweeps;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Sweeps;

/// <summary>A journal is that of one table or one environment, and of no other.</summary>
public sealed class SweepSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sweep_over_another_table_refuses_the_folder()
    {
        Sweep(Log(seed: 1));
        Assert.True(Sweep(Log(seed: 1)).IsComplete);
        Assert.Contains(
            "is the journal of another sweep. It has: learned from = ",
            Assert.Throws<InvalidDataException>(() => Sweep(Log(seed: 2))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_evaluation_with_other_settings_refuses_the_folder()
    {
        Sweep(Log(seed: 1));
        Assert.Contains(
            "judged by", Assert.Throws<InvalidDataException>(() => Sweep(Log(seed: 1), updates: 51)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_differ_by_a_value_a_name_a_key_and_the_order_of_rows()
    {
        LoggedStep[] rows = TwoStates.Log;
        LoggedStep[] other = [.. rows[..3], new LoggedStep { State = rows[3].State, Action = 1, Reward = 2, NextState = [1, 0] }];
        IDataView table = Table(rows);
        IDataView keys = _context.Transforms.Conversion.MapValueToKey("Action").Fit(table).Transform(table);
        IDataView otherKeys = _context.Transforms.Conversion.MapValueToKey("Action").Fit(Table([.. rows.Reverse()])).Transform(table);
        string[] prints =
        [
            .. new[]
            {
                table, Table(other), Table([.. rows.Reverse()]), keys, otherKeys,
                _context.Transforms.CopyColumns("Copy", "Reward").Fit(table).Transform(table),
            }.Select(view => TableFingerprint.Of(view)),
        ];
        Assert.Equal(prints.Length, prints.Distinct().Count());
        Assert.Equal(prints[0], TableFingerprint.Of(Table(rows)));
    }

    [Fact]
    public void Environments_of_one_name_differ_by_what_they_do()
    {
        string dry = EnvironmentFingerprint.Of(() => new FrozenLake(isSlippery: false));
        Assert.Equal(dry, EnvironmentFingerprint.Of(() => new FrozenLake(isSlippery: false)));
        Assert.NotEqual(dry, EnvironmentFingerprint.Of(() => new FrozenLake(isSlippery: true)));
    }

    private SweepResult Sweep(IDataView data, int updates = 50)
    {
        SweepSpace space = new SweepSpace(() => new DeepQTrainer.Options
        {
            HiddenUnits = [],
            Updates = 20,
            OfflineAlgorithm = new DeepQLearning(),
        }).Vary("rate", [0.01], (options, value) => options.LearningRate = value);
        return _context.ReinforcementLearning.Sweep(data, space, new SweepOptions
        {
            Search = SweepSearch.Grid,
            Folder = _folder.Path,
            Evaluation = new() { HiddenUnits = [], Updates = updates, FittedQResamples = 0, Resamples = 20 },
        });
    }

    private IDataView Log(int seed)
    {
        Random random = new(seed);
        return _context.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(episode => new LoggedChoice
        {
            EpisodeId = episode,
            State = TwoStates.First,
            Action = random.Next(2),
            Reward = random.Next(2),
            Terminated = true,
            Propensity = 0.5f,
        }).ToArray());
    }

    private IDataView Table(LoggedStep[] rows) => _context.Data.LoadFromEnumerable(rows);
}
