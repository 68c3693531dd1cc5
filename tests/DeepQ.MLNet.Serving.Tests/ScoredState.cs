namespace DeepQ.MLNet.Serving.Tests;

/// <summary>A row as a policy leaves it.</summary>
public sealed class ScoredState
{
    public int Index { get; set; }

    public string Name { get; set; } = "";

    public double[] History { get; set; } = [];

    public bool Flag { get; set; }

    public DateTime When { get; set; }

    public float[] QValues { get; set; } = [];

    public long[] Action { get; set; } = [];

    public uint PredictedAction { get; set; }

    /// <summary>Checks the row against what <see cref="LabeledState.Rows"/> gives with the linear policy.</summary>
    public void Check()
    {
        Assert.Equal([Index + 2, 3 * Index - 1], QValues);
        Assert.Equal([Index + 2 >= 3 * Index - 1 ? 0 : 1], Action);
        Assert.Equal(Action[0] + 1, PredictedAction);
        Assert.Equal($"row {Index}", Name);
        Assert.Equal(Enumerable.Range(0, Index % 4).Select(k => (double)(Index + k)), History);
        Assert.Equal(Index % 3 == 0, Flag);
        Assert.Equal(new DateTime(2020, 1, 1).AddDays(Index), When);
    }
}
