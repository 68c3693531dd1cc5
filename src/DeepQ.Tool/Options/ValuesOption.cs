using System.CommandLine;
using System.CommandLine.Parsing;
using DeepQ.Tool.Tables;

namespace DeepQ.Tool.Options;

/// <summary>An option that takes numbers with commas between them.</summary>
internal sealed class ValuesOption : Option<float[]?>
{
    public ValuesOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "numbers";
        CustomParser = Parse;

        float[]? Parse(ArgumentResult result)
        {
            string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
            try
            {
                return ValueList.Read(text);
            }
            catch (FormatException error)
            {
                result.AddError($"{name}: {error.Message}");
                return null;
            }
        }
    }
}
