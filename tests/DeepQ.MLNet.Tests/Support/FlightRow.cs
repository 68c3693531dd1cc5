namespace DeepQ.MLNet.Tests.Support;

/// <summary>A row with the kinds of columns that featurizers read.</summary>
internal sealed class FlightRow
{
    public float Height { get; set; }

    public float Speed { get; set; }

    [VectorType(2)]
    public float[] Wind { get; set; } = [];

    public string Weather { get; set; } = "";

    public int Engines { get; set; }

    public static FlightRow[] Three =>
    [
        new() { Height = 1, Speed = 2, Wind = [-4, 2], Weather = "clear", Engines = 2 },
        new() { Height = 2, Speed = -6, Wind = [8, 1], Weather = "fog", Engines = 4 },
        new() { Height = 4, Speed = 3, Wind = [0, 2], Weather = "clear", Engines = 1 },
    ];
}
