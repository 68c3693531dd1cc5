using System.CommandLine;
using System.CommandLine.Parsing;

namespace Samples;

/// <summary>The option with the output folder of a sample.</summary>
internal sealed class FolderOption : Option<string>
{
    /// <param name="normal">The default folder below <c>artifacts</c>.</param>
    public FolderOption(string normal)
        : base("--out")
    {
        Description = "Folder for the files";
        HelpName = "folder";
        DefaultValueFactory = _ => Path.Combine("artifacts", normal);
        Validators.Add(RequireFolder);
    }

    private static void RequireFolder(OptionResult result)
    {
        string path = result.Tokens.Count > 0 ? result.Tokens[^1].Value : ".";
        if (string.IsNullOrWhiteSpace(path))
            result.AddError("--out is empty; it must be the path of a folder.");
        else if (File.Exists(path))
            result.AddError($"--out is '{path}', which is a file; it must be a folder.");
    }
}
