using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning.Renewal;

/// <summary>How dormant units are detected, and whether they are recycled (ReDo).</summary>
/// <remarks>
/// Sokar, Agarwal, Castro, Evci: The Dormant Neuron Phenomenon in Deep Reinforcement Learning (2023),
/// https://arxiv.org/abs/2302.12902. Unit i of a layer is dormant if sᵢ = mean|hᵢ| / mean over the layer of mean|h| is
/// at most τ over the states of the latest batch.
/// </remarks>
public sealed class DormantUnitOptions
{
    /// <summary>The greatest score sᵢ of a dormant unit, τ; 0 for units that no state turns on.</summary>
    /// <value>The default value is 0.025.</value>
    [Setting(Least = 0, IsFinite = true)]
    public double Threshold { get; set; } = 0.025;

    /// <summary>The number of updates between two checks.</summary>
    /// <value>The default value is 1,000.</value>
    [Setting(Above = 0)]
    public int Interval { get; set; } = 1_000;

    /// <summary>
    /// Whether dormant units are recycled: their incoming weights are reinitialized, and their outgoing weights are set
    /// to zero, so that values do not change. For these weights the optimizer restarts, with its moments and its step
    /// count.
    /// </summary>
    /// <value>The default value is false: they are only counted.</value>
    [Setting]
    public bool Recycle { get; set; }

    internal DormantUnitOptions Copy() => (DormantUnitOptions)MemberwiseClone();
}
