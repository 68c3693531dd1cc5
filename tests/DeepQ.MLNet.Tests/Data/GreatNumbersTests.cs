using DeepQ.Learning.Data;

namespace DeepQ.MLNet.Tests.Data;

/// <summary>Whole numbers that no long holds.</summary>
public sealed class GreatNumbersTests
{
    private readonly MLContext _context = new(1);

    [Theory]
    [InlineData(1UL << 63)]
    [InlineData(ulong.MaxValue - 40)]
    public void Episodes_and_times_that_no_long_holds_stay_apart(ulong first)
    {
        Row[] rows =
        [
            .. Enumerable.Range(0, 40).Select(i => new Row
            {
                State = [i],
                Action = i % 2,
                EpisodeId = first + (ulong)(i / 4),
                Timestamp = first + (ulong)i,
                Terminated = i % 4 == 3,
            }),
        ];
        LoggedDataReport report = _context.ReinforcementLearning.Trainers
            .DeepQ(new DeepQTrainer.Options { NextStateColumnName = null })
            .Inspect(_context.Data.LoadFromEnumerable(rows));
        Assert.Equal((10, 40, 10), (report.Episodes, report.Transitions, report.Terminal));
        Assert.Empty(report.Findings);

        (rows[1], rows[2]) = (rows[2], rows[1]);
        report = _context.ReinforcementLearning.Trainers
            .DeepQ(new DeepQTrainer.Options { NextStateColumnName = null })
            .Inspect(_context.Data.LoadFromEnumerable(rows));
        Assert.Contains("its time is before that of row 1", report.Findings[0].Problem, StringComparison.Ordinal);
    }

    private sealed class Row
    {
        [VectorType(1)]
        public float[] State { get; set; } = [];

        public int Action { get; set; }

        public float Reward { get; set; }

        public bool Terminated { get; set; }

        public ulong EpisodeId { get; set; }

        public ulong Timestamp { get; set; }
    }
}
