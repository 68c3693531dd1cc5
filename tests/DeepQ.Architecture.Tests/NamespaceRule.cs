using System.Text.RegularExpressions;

namespace DeepQ.Architecture.Tests;

/// <summary>The namespace of a file is its folder's, or the one that is listed for the types that a program starts with.</summary>
internal static partial class NamespaceRule
{
    /// <summary>What is wrong with a file.</summary>
    /// <param name="file">Its path from the project, its folder and its text.</param>
    /// <param name="rootNamespace">The namespace of the project.</param>
    /// <param name="startTypes">The types of the project that may have another namespace.</param>
    public static IEnumerable<string> Problems(SourceFile file, string rootNamespace, IEnumerable<StartType> startTypes)
    {
        if (Namespace().Match(file.Text) is not { Success: true } found)
            return Type().IsMatch(file.Text) ? [$"{file.Path} has no namespace."] : [];

        string actual = found.Groups[1].Value;
        string expected = file.Folder == "." ? rootNamespace : $"{rootNamespace}.{file.Folder.Replace('/', '.')}";
        if (actual == expected)
            return [];
        HashSet<string> allowed =
        [
            .. startTypes.Where(start => start.Folder == file.Folder && start.Namespace == actual).Select(start => start.Name),
        ];
        return Type().Matches(file.Text).Select(type => type.Groups[1].Value).Where(name => !allowed.Contains(name))
            .Select(name => $"{name} in {file.Path} has the namespace {actual}; the one of its folder is {expected}.");
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    // Types at the beginning of a line: those inside of others belong to them.
    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|readonly|unsafe|ref|partial) )*" +
        @"(?:class|struct|interface|enum|record struct|record|delegate [\w<>?, ]+) (\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Type();
}
