namespace DeepQ.Onnx.Verification;

/// <summary>Thrown when a policy file does not compute what its network does; no file is left.</summary>
/// <param name="path">The file that was to be written.</param>
/// <param name="report">The figures.</param>
public sealed class PolicyVerificationException(string path, VerificationReport report)
    : Exception($"'{path}' was not written: the file and the network differ. {report}.")
{
    /// <summary>The figures of the comparison.</summary>
    public VerificationReport Report { get; } = report;
}
