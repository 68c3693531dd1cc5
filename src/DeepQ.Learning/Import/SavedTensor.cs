using System.Diagnostics.CodeAnalysis;

namespace DeepQ.Learning.Import;

/// <summary>A tensor of a file of weights.</summary>
/// <param name="Name">Its name, such as <c>q_net.q_net.0.weight</c>.</param>
/// <param name="Shape">The length of each axis; empty for a single number.</param>
/// <param name="Values">Its values in 32 bits, row-major.</param>
[SuppressMessage("Performance", "CA1819", Justification = "The array is the caller's own.")]
public sealed record SavedTensor(string Name, IReadOnlyList<int> Shape, float[] Values)
{
    /// <summary>Returns the name and the shape, such as <c>q_net.q_net.0.weight (64, 4)</c>.</summary>
    public override string ToString() => $"{Name} ({string.Join(", ", Shape)})";
}
