using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Transforms;

/// <summary>A row with one column of each kind that the transforms are tested on.</summary>
internal sealed class StateRow
{
    public float Position { get; set; }

    public float Velocity { get; set; }

    [VectorType(3)]
    public float[] Sensors { get; set; }

    public string Terrain { get; set; }

    public int Lives { get; set; }

    public double Fuel { get; set; }

    public bool Armed { get; set; }

    [KeyType(5)]
    public uint Zone { get; set; }

    /// <summary>Three rows whose minima, maxima, means and variances are easily worked out by hand.</summary>
    public static StateRow[] Three =>
    [
        new()
        {
            Position = 1, Velocity = 2, Sensors = [-4, 2, 0], Terrain = "sand", Lives = 3, Fuel = 0.5, Armed = true,
            Zone = 1,
        },
        new() { Position = 2, Velocity = -6, Sensors = [8, 2, 0], Terrain = "ice", Lives = 5, Fuel = 2.5, Zone = 2 },
        new()
        {
            Position = 3, Velocity = float.NaN, Sensors = [0, 2, 0], Terrain = "sand", Lives = 7, Fuel = -1.5,
            Armed = true, Zone = 3,
        },
    ];
}
