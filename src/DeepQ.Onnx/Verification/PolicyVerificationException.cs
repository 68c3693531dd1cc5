namespace DeepQ.Onnx.Verification;

/// <summary>Thrown when a policy file does not compute what its network does; no file is written.</summary>
/// <param name="path">The intended path of the file.</param>
/// <param name="report">The figures.</param>
public sealed class PolicyVerificationException(string path, VerificationReport report)
    : Exception($"'{path}' was not written: the file and the network differ. {report}.")
{
    /// <summary>The figures of the comparison.</summary>
    public VerificationReport Report { get; } = report;
}
