using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests;

/// <summary>A row of test data with columns of several kinds beside its state.</summary>
public sealed class LabeledState
{
    [VectorType(2)]
    public float[] State { get; set; } = [0, 0];

    public int Index { get; set; }

    public string Name { get; set; } = "";

    public double[] History { get; set; } = [];

    public bool Flag { get; set; }

    public DateTime When { get; set; }

    /// <summary>Rows whose columns all follow from the row's index; the Q-values are (i + 2, 3 i − 1).</summary>
    public static IEnumerable<LabeledState> Rows(int count) => Enumerable.Range(0, count).Select(i => new LabeledState
    {
        State = [i, 1],
        Index = i,
        Name = $"row {i}",
        History = [.. Enumerable.Range(0, i % 4).Select(k => (double)(i + k))],
        Flag = i % 3 == 0,
        When = new DateTime(2020, 1, 1).AddDays(i),
    });
}
