namespace DeepQ.Decisions.Events;

/// <summary>Checks text before it is logged.</summary>
internal static class EventText
{
    /// <summary>Refuses text that databases reject or change, because it would make a whole batch fail.</summary>
    /// <exception cref="ArgumentException">The text has a NUL or an unpaired surrogate.</exception>
    public static void Require(string value, string name)
    {
        int position = FirstUnfit(value);
        if (position >= 0)
        {
            throw new ArgumentException(
                $"{name} has U+{(int)value[position]:X4} at position {position}; a log cannot store NUL or unpaired surrogates.", name);
        }
    }

    /// <summary>Returns the position of the first NUL or unpaired surrogate; -1 if there is none.</summary>
    public static int FirstUnfit(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
                return i;
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return i;
            i++;
        }

        return -1;
    }
}
