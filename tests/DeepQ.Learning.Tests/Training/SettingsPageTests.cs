using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DeepQ.Learning.Demonstrations;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Renewal;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Rollouts;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Tests.Training;

/// <summary>Holds the page of settings against what they say of themselves.</summary>
public sealed partial class SettingsPageTests
{
    private static readonly XDocument Comments =
        XDocument.Load(Path.ChangeExtension(typeof(DqnOptions).Assembly.Location, ".xml"));

    [Fact]
    public void Every_public_setting_says_what_holds_for_it() => Assert.All(
        typeof(DqnOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance),
        property => Assert.NotNull(property.GetCustomAttribute<SettingAttribute>()));

    [Theory]
    [InlineData(typeof(DqnOptions))]
    [InlineData(typeof(MunchausenOptions))]
    [InlineData(typeof(PrioritizedReplayOptions))]
    [InlineData(typeof(RolloutOptions))]
    [InlineData(typeof(DormantUnitOptions))]
    [InlineData(typeof(ResetOptions))]
    [InlineData(typeof(DemonstrationOptions))]
    public void The_page_has_the_settings_as_they_are(Type options)
    {
        string table = string.Join('\n', SettingsCheck.SettingsOf(options).Select(one => Row(options, one.Property, one.Setting)));
        string page = File.ReadAllText(PathOf("docs/settings.md")).ReplaceLineEndings("\n");
        Assert.True(page.Contains(table, StringComparison.Ordinal), $"docs/settings.md must have:\n{table}");
    }

    private static string Row(Type type, PropertyInfo property, SettingAttribute setting)
    {
        XElement comment = Comments.Descendants("member")
            .Single(member => (string?)member.Attribute("name") == $"P:{type.FullName}.{property.Name}");
        string usual = Text(comment.Element("value")!)
            .Replace("The default value is ", "", StringComparison.Ordinal)
            .Replace("The default value ", "", StringComparison.Ordinal).TrimEnd('.');
        string range = setting.Rule is { } rule ? rule.Replace("be ", "", StringComparison.Ordinal) : "";
        string theirs = setting.StableBaselines3 is { } name ? $"`{name}`" : "";
        string[] cells = [$"`{property.Name}`", FirstSentence(Text(comment.Element("summary")!)), usual, range, setting.MayChange ? "yes" : "", theirs];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string FirstSentence(string text) => SentenceEnd().Split(text)[0].TrimEnd('.');

    private static string Text(XElement element)
    {
        foreach (XElement see in element.Descendants("see").ToArray())
        {
            string target = (string?)see.Attribute("cref") ?? (string)see.Attribute("langword")!;
            see.ReplaceWith($"`{target.Split('(')[0].Split('.')[^1].Split(':')[^1]}`");
        }

        foreach (XElement code in element.Descendants("c").ToArray())
            code.ReplaceWith($"`{code.Value}`");
        return Spaces().Replace(element.Value, " ").Trim().Replace("|", " given ", StringComparison.Ordinal);
    }

    private static string PathOf(string name, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", name));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\.(?= [A-Z0-9])")]
    private static partial Regex SentenceEnd();
}
