namespace DeepQ.Decisions.Events;

/// <summary>What texts a log keeps.</summary>
internal static class EventText
{
    /// <summary>Refuses what no database keeps, or keeps as something else, and so would take a whole batch with it.</summary>
    /// <exception cref="ArgumentException">The text has a NUL or half of a surrogate pair.</exception>
    public static void Require(string value, string name)
    {
        int position = FirstUnfit(value);
        if (position >= 0)
        {
            throw new ArgumentException(
                $"{name} has U+{(int)value[position]:X4} at position {position}; a log keeps no NUL and no half of a surrogate pair.", name);
        }
    }

    /// <summary>Gives the position of the first character that is a NUL or half of a surrogate pair; -1 for none.</summary>
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
