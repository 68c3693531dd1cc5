using System.Text.Json;
using DeepQ.Learning.Data;

namespace DeepQ.MLNet.Cards;

/// <summary>A model card for a policy file.</summary>
/// <remarks>
/// After Mitchell et al.: Model Cards for Model Reporting (2019). The hash ties the card to one file: another file of
/// the same name has another hash.
/// </remarks>
public sealed record PolicyCard
{
    /// <summary>The version of the JSON format.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The name of the policy.</summary>
    public required string Title { get; init; }

    /// <summary>The purpose of the policy; null if not stated.</summary>
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

    /// <summary>The names of the actions, in order.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>The algorithm that learned the policy.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The discount factor γ of a step.</summary>
    public required double Gamma { get; init; }

    /// <summary>The description of the training stored in the policy file.</summary>
    public required IReadOnlyDictionary<string, string> Training { get; init; }

    /// <summary>The seed of the training; null if unknown.</summary>
    public int? Seed { get; init; }

    /// <summary>The settings that differ from their defaults; null if unknown.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>The origin of the data; null if not stated.</summary>
    public string? DataSource { get; init; }

    /// <summary>What was found in the data; null without a table.</summary>
    public LoggedDataReport? Data { get; init; }

    /// <summary>The value of the policy, with intervals.</summary>
    public required IReadOnlyList<PolicyCardFigure> Values { get; init; }

    /// <summary>The reliability of the values, and other figures.</summary>
    public required IReadOnlyList<PolicyCardFigure> Figures { get; init; }

    /// <summary>The warnings, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>
    /// Reads a card written by <c>WriteCard</c> of <see cref="PolicyCardExtensions"/>.
    /// </summary>
    /// <param name="path">The path of its JSON form, such as <c>policy.card.json</c>.</param>
    /// <returns>The card.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="JsonException">The file does not contain a card.</exception>
    public static PolicyCard Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return JsonSerializer.Deserialize(File.ReadAllText(path), PolicyCardJson.Default.PolicyCard)
            ?? throw new JsonException($"'{path}' does not contain a card.");
    }
}
