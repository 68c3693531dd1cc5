using System.Text.Json;
using DeepQ.Learning.Data;

namespace DeepQ.MLNet.Cards;

/// <summary>What there is to know of a policy file before it is used.</summary>
/// <remarks>
/// After Mitchell et al.: Model Cards for Model Reporting (2019). The hash ties the card to one file: whatever else
/// bears the name has another one.
/// </remarks>
public sealed record PolicyCard
{
    /// <summary>The version of the JSON form.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The name of the policy.</summary>
    public required string Title { get; init; }

    /// <summary>What it is for; null where nothing was said.</summary>
    public string? Purpose { get; init; }

    /// <summary>The name of the policy file.</summary>
    public required string Model { get; init; }

    /// <summary>The SHA-256 of the policy file, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The size of the policy file in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The program that wrote the policy file.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The inputs of the graph, with types and axes.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The outputs of the graph, with types and axes.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>The names of the actions, in their order.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>The algorithm that learned the policy.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The discount factor γ of a step.</summary>
    public required double Gamma { get; init; }

    /// <summary>What the policy file says of its training.</summary>
    public required IReadOnlyDictionary<string, string> Training { get; init; }

    /// <summary>The seed of the training; null where it was not told.</summary>
    public int? Seed { get; init; }

    /// <summary>The settings that are not the default ones; null where they were not told.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>Where the data come from; null where nothing was said.</summary>
    public string? DataSource { get; init; }

    /// <summary>What was found in the data; null without a table.</summary>
    public LoggedDataReport? Data { get; init; }

    /// <summary>What the policy is worth: values, with intervals.</summary>
    public required IReadOnlyList<PolicyCardFigure> Values { get; init; }

    /// <summary>How far the values can be trusted, and other figures.</summary>
    public required IReadOnlyList<PolicyCardFigure> Figures { get; init; }

    /// <summary>What to beware of, a sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Reads a card that <see cref="PolicyCardExtensions.extension(ReinforcementLearningCatalog).WriteCard"/> wrote.</summary>
    /// <param name="path">The path of its JSON form, such as <c>policy.card.json</c>.</param>
    /// <returns>The card.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="JsonException">The file holds no card.</exception>
    public static PolicyCard Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return JsonSerializer.Deserialize(File.ReadAllText(path), PolicyCardJson.Default.PolicyCard)
            ?? throw new JsonException($"'{path}' holds no card.");
    }
}
