"""The line to the mail server: made when a letter goes, and made anew after the server hung up."""

from contextlib import suppress
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected

from django.core.mail import get_connection

MOST = 100  # letters over one connection
CLOSING = 421  # with which a server says that it hangs up (RFC 5321, 3.8)


class Away(Exception):
    """No connection can be made."""


class Line:
    """One connection after the other, each for many letters. Close it in the end."""

    def __init__(self):
        self._connection, self._carried = None, 0

    def carry(self, send, letter):
        """Returns send(letter, connection). Raises Away, or what the server raised when it hung up over this letter.

        Some servers take only so many letters over one connection: a letter at which one that carried others breaks
        goes again over a new one. Not when the server fell silent: it may have taken the letter.
        """
        if self._carried >= MOST:
            self.close()
        was_used = self._carried > 0
        try:
            return self._carry(send, letter)
        except (SMTPException, OSError) as trouble:
            if not was_used or _is_silence(trouble):
                raise
        return self._carry(send, letter)

    def _carry(self, send, letter):
        self._connection = self._connection or _opened()
        try:
            done = send(letter, self._connection)
        except BaseException:
            self.close()
            raise
        self._carried += 1
        return done

    def close(self):
        connection, self._connection, self._carried = self._connection, None, 0
        if connection is not None:
            with suppress(SMTPException, OSError):  # it may be broken already
                connection.close()


def hung_up(trouble):
    """Whether the server refused this connection or this moment, not this letter."""
    if isinstance(trouble, SMTPRecipientsRefused):
        return any(code == CLOSING for code, _ in trouble.recipients.values())
    if isinstance(trouble, SMTPSenderRefused):  # the sender is the same for every letter
        return 400 <= trouble.smtp_code < 500
    return isinstance(trouble, SMTPDataError) and trouble.smtp_code == CLOSING


def _opened():
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as trouble:
        with suppress(SMTPException, OSError):
            connection.close()
        raise Away(str(trouble)) from trouble
    return connection


def _is_silence(trouble):
    cause = trouble.__context__ if isinstance(trouble, SMTPServerDisconnected) else trouble
    return isinstance(cause, TimeoutError)
