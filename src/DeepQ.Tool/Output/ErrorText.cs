using System.Text.RegularExpressions;

namespace DeepQ.Tool.Output;

/// <summary>Says in one line what went wrong.</summary>
internal static partial class ErrorText
{
    /// <summary>The message of an exception, without what only programmers read.</summary>
    public static string Of(Exception failure)
    {
        string message = ParameterName().Replace(failure.Message, "");
        return string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [GeneratedRegex(@" \(Parameter '[^']*'\)(\s*Actual value was .*)?$", RegexOptions.Singleline)]
    private static partial Regex ParameterName();
}
