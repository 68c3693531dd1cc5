using System.Text.RegularExpressions;

namespace DeepQ.Architecture.Tests.Words;

/// <summary>Holds pages, names and comments to American spelling.</summary>
public sealed partial class SpellingTests
{
    [Fact]
    public void Spelling_is_American()
    {
        string[] found =
        [
            .. from path in ReadableFiles.Pages.Concat(ReadableFiles.Sources)
               where !path.EndsWith($"/{nameof(SpellingTests)}.cs", StringComparison.Ordinal)
               from line in ReadableFiles.Read(path).Split('\n').Select((text, number) => (Text: text, Number: number + 1))
               from Match word in British().Matches(line.Text)
               select $"{path}:{line.Number}: {word.Value}",
        ];
        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
    }

    [Theory]
    [InlineData("The behaviour is cancelled", 2)]
    [InlineData("CancellingEnvironment and LabelledState of a colourful neighbour", 4)]
    [InlineData("Prioritised, normalisation, optimise, analysed", 4)]
    [InlineData("Prioritized behavior of canceled neighbors, an exercise in precise analysis that promises nothing otherwise", 0)]
    public void British_words_are_found_and_American_ones_are_not(string text, int count) => Assert.Equal(count, British().Count(text));

    [GeneratedRegex(
        "(behaviour|colour|favour|neighbour|honour|labour|cancell(ed|ing)|label(led|ling)|model(led|ling)|signal(led|ling)|travell|"
        + "centre[ds]?\\b|\\bmetres?\\b|licence|defence|catalogue|judgement|artefact|whilst|learnt|\\btowards\\b|"
        + "(prioriti|normali|optimi|initiali|seriali|generali|regulari|discreti|summari|recogni|organi|minimi|maximi|paralleli|penali|"
        + "vectori|quanti|customi|utili|stabili|standardi|randomi|visuali|categori|synchroni|authori|memori|factori|reali)s(e[ds]?|ing|ation)\\b|"
        + "analys(e[ds]?|ing)\\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex British();
}
