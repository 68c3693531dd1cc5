namespace Consumers;

/// <summary>A consumer does not do what it should.</summary>
/// <param name="message">What it did instead.</param>
internal sealed class FailureException(string message) : Exception(message)
{
    /// <summary>Requires a text to be in an output.</summary>
    public static void ThrowUnlessContains(string output, string expected)
    {
        if (!output.ReplaceLineEndings("\n").Contains(expected, StringComparison.Ordinal))
            throw new FailureException($"'{expected}' is missing in:\n{output}");
    }
}
