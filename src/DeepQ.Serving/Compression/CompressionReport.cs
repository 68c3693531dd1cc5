using System.Globalization;

namespace DeepQ.Serving.Compression;

/// <summary>What a compressed policy costs and saves, measured against the one that it was made from.</summary>
/// <param name="Precision">The precision of the weights.</param>
/// <param name="States">The number of states that both scored.</param>
/// <param name="ActionAgreement">The part of the states in which both choose the same action, from 0 to 1.</param>
/// <param name="MaxQError">The greatest difference of a Q-value.</param>
/// <param name="MeanQError">The mean difference of a Q-value, without its sign.</param>
/// <param name="OriginalBytes">The length of the model that it was made from.</param>
/// <param name="Bytes">The length of the compressed model.</param>
public sealed record CompressionReport(
    PolicyPrecision Precision,
    int States,
    double ActionAgreement,
    double MaxQError,
    double MeanQError,
    int OriginalBytes,
    int Bytes)
{
    /// <summary>The figures in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Precision}: the same action in {100 * ActionAgreement:0.##}% of {States} states, Q-values differ by at most "
            + $"{MaxQError:g3} and {MeanQError:g3} in the mean, {Bytes} bytes instead of {OriginalBytes}");
}
