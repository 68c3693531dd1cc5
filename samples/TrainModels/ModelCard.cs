using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrainModels;

/// <summary>What there is to know of a policy: <c>card.json</c> beside it.</summary>
/// <param name="Name">The environment that it acts in.</param>
/// <param name="Recipe">What the command line calls it.</param>
/// <param name="Algorithm">What learned it.</param>
/// <param name="Seed">What decided every random draw of the training.</param>
/// <param name="Steps">The environment steps that it was trained with.</param>
/// <param name="Updates">The updates that were made.</param>
/// <param name="BestStep">The step at which the network that was kept was evaluated.</param>
/// <param name="Settings">The discount, the hidden layers, and all settings that differ from the defaults.</param>
/// <param name="Aim">The mean return that Gymnasium calls solved.</param>
/// <param name="Returns">The returns of the file in ONNX Runtime.</param>
/// <param name="Optimality">How it stands beside the optimum; null where that is not known.</param>
/// <param name="File">What can be read from the file.</param>
internal sealed record ModelCard(
    string Name,
    string Recipe,
    string Algorithm,
    ulong Seed,
    long Steps,
    long Updates,
    long BestStep,
    IReadOnlyDictionary<string, string> Settings,
    double Aim,
    Returns Returns,
    Optimality? Optimality,
    FileFacts File)
{
    public const string FileName = "card.json";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static ModelCard Read(string folder) =>
        JsonSerializer.Deserialize<ModelCard>(System.IO.File.ReadAllText(Path.Combine(folder, FileName)), Format)
        ?? throw new InvalidDataException($"The card in '{folder}' is empty.");

    public string ToJson() => JsonSerializer.Serialize(this, Format) + "\n";
}
