using System.Globalization;

namespace DeepQ.Serving.Compression;

/// <summary>Thrown when a compressed policy chooses other actions too often.</summary>
/// <param name="report">The figures.</param>
/// <param name="leastAgreement">The agreement that was asked for, from 0 to 1.</param>
public sealed class PolicyAgreementException(CompressionReport report, double leastAgreement)
    : Exception(string.Create(
        CultureInfo.InvariantCulture,
        $"The compressed policy is refused: {100 * leastAgreement:0.##}% agreement was asked for. {report}."))
{
    /// <summary>The figures.</summary>
    public CompressionReport Report { get; } = report;
}
