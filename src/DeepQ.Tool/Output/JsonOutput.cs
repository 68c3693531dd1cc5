using System.Text.Encodings.Web;
using System.Text.Json;

namespace DeepQ.Tool.Output;

/// <summary>Writes what a program is to read.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a value as JSON and ends the line.</summary>
    public static void WriteJson(this TextWriter output, object value) => output.WriteLine(JsonSerializer.Serialize(value, Options));

    /// <summary>A number as JSON has it: null for one that is not finite.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
