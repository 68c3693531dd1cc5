using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace DeepQ.Tool.Options;

/// <summary>An option that takes a number within limits, and says which where it is given something else.</summary>
internal sealed class NumberOption : Option<double?>
{
    public NumberOption(string name, string description, double min, double max, double? normal = null)
        : base(name)
    {
        Description = description;
        HelpName = "number";
        DefaultValueFactory = _ => normal;
        CustomParser = Parse;

        double? Parse(ArgumentResult result)
        {
            string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= min && value <= max)
                return value;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; it must be a number from {min} to {max}."));
            return normal;
        }
    }
}
