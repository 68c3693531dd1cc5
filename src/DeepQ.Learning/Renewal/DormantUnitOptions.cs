using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning.Renewal;

/// <summary>How dormant units are looked for, and whether they are put to use again (ReDo).</summary>
/// <remarks>
/// Sokar, Agarwal, Castro, Evci: The Dormant Neuron Phenomenon in Deep Reinforcement Learning (2023),
/// https://arxiv.org/abs/2302.12902. Unit i of a layer is dormant where sᵢ = mean|hᵢ| / mean over the layer of mean|h| is at most τ
/// over the states of the batch that was just learned from.
/// </remarks>
public sealed class DormantUnitOptions
{
    /// <summary>The score sᵢ up to which a unit is dormant, τ; 0 for units that no state turns on.</summary>
    /// <value>The default value is 0.025.</value>
    [Setting(Least = 0, IsFinite = true)]
    public double Threshold { get; set; } = 0.025;

    /// <summary>The number of updates between two looks.</summary>
    /// <value>The default value is 1,000.</value>
    [Setting(Above = 0)]
    public int Interval { get; set; } = 1_000;

    /// <summary>
    /// Whether dormant units are recycled: what they read by is drawn anew, as at the beginning, and what reads them is zero, so
    /// that values stay what they were. For these weights the optimizer begins anew, with its moments and with the count of its steps.
    /// </summary>
    /// <value>The default value is false: they are counted.</value>
    [Setting]
    public bool Recycle { get; set; }

    internal DormantUnitOptions Copy() => (DormantUnitOptions)MemberwiseClone();
}
