using System.Text.Json;

namespace DeepQ.Environments.Python;

/// <summary>The failures that the server describes in JSON, as exceptions.</summary>
internal static class PythonErrors
{
    /// <summary>Returns the exception of a failure.</summary>
    /// <param name="where">What failed, as the beginning of a sentence.</param>
    /// <param name="json">What the server wrote.</param>
    /// <param name="interpreter">The interpreter, to name in advice.</param>
    /// <exception cref="JsonException">It is no failure.</exception>
    public static PythonEnvironmentException Read(string where, ReadOnlySpan<byte> json, string interpreter)
    {
        using JsonDocument document = JsonDocument.Parse(json.ToArray());
        JsonElement root = document.RootElement;
        string message = root.GetProperty("message").GetString()!;
        return root.GetProperty("kind").GetString() switch
        {
            "interpreter" => new(PythonFailure.Interpreter, $"{where}: {message}"),
            "environment" => new(PythonFailure.Environment, $"{where}: {message}"),
            "space" => new(PythonFailure.Space, $"{where}: {message}"),
            "result" => new(PythonFailure.Result, $"{where}: {message}"),
            "module" => new(
                PythonFailure.Module,
                $"{where}: {message}. Install it with '{interpreter} -m pip install {root.GetProperty("module").GetString()}', or choose an "
                + $"interpreter that has it by {nameof(PythonEnvironmentOptions)}.{nameof(PythonEnvironmentOptions.Interpreter)}."
                + Traceback(root)),
            _ => new(PythonFailure.Exception, $"{where} raised {root.GetProperty("type").GetString()}: {message}{Traceback(root)}"),
        };
    }

    private static string Traceback(JsonElement root)
    {
        string lines = root.GetProperty("traceback").GetString()!.TrimEnd();
        return lines.Length == 0 ? "" : $"\n{lines}";
    }
}
